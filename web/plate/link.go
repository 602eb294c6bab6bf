package plate

import (
	"fmt"
	"net/url"
	"strings"
)

// maxBase keeps links so short that every level of correction holds them.
const maxBase = 300

// Base checks the address at which the public reaches the service, and gives it without its last slash. It is printed and hung up for
// decades, so what could not be opened is refused.
func Base(address string) (string, error) {
	u, err := url.Parse(address)
	switch {
	case err != nil:
		return "", fmt.Errorf("the public address: %w 公开地址有误", err)
	case (u.Scheme != "http" && u.Scheme != "https") || u.Hostname() == "":
		return "", fmt.Errorf("the public address %q must begin with http:// or https:// and name a host 公开地址须以 http:// 或 https:// 开头并含主机名", address)
	case u.RawQuery != "" || u.Fragment != "" || u.User != nil:
		return "", fmt.Errorf("the public address %q must not have a query, a fragment or a user 公开地址不得含查询参数、片段或用户名", address)
	case len(address) > maxBase:
		return "", fmt.Errorf("the public address has %d bytes, at most %d are allowed 公开地址过长", len(address), maxBase)
	}
	return strings.TrimRight(u.String(), "/"), nil
}

// Link is the address of a code's public page, which the QR code holds.
func Link(base, code string) string { return base + "/g/" + url.PathEscape(code) }
