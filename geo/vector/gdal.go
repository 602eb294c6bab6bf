package vector

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"time"
)

// memoryKB is the address space that GDAL may use: it dies below 384 MB.
const memoryKB = 2 << 20

// skipped are drivers that read other files or ask servers, whatever the file at hand is called.
const skipped = "OGR_VRT,VRT,CSV,GMLAS,WFS,OAPIF,CSW,Carto,AmigoCloud,Elasticsearch,PLScenes,NGW,PDF,MVT"

// limited is a script that runs $0 within limits; a shell's ulimit takes one of them at a time.
func limited(o Options) string {
	return fmt.Sprintf(`ulimit -v %d && ulimit -f %d && ulimit -c 0 && exec "$0" "$@"`, memoryKB, o.maxBytes()*2/512+1)
}

// gdal runs one of GDAL's programs in its folder, with limits and without a network.
// Whatever it calls an error is one, although it often ends with exit code 0 then.
func gdal(ctx context.Context, dir string, o Options, program string, args ...string) (string, error) {
	path, err := exec.LookPath(program)
	if err != nil {
		return "", fmt.Errorf("%s is not installed: apt-get install gdal-bin", program)
	}
	ctx, cancel := context.WithTimeout(ctx, o.timeout())
	defer cancel()
	out, errs, err := confined(ctx, dir, o, true, append([]string{path}, args...))
	if errors.Is(err, syscall.EPERM) || errors.Is(err, syscall.EACCES) || errors.Is(err, syscall.EINVAL) || errors.Is(err, syscall.ENOSPC) { // no namespaces here
		out, errs, err = confined(ctx, dir, o, false, append([]string{path}, args...))
	}
	switch {
	case errors.Is(ctx.Err(), context.DeadlineExceeded):
		return "", fmt.Errorf("%w: %s took longer than %s 转换超时", ErrUnreadable, program, o.timeout())
	case ctx.Err() != nil:
		return "", fmt.Errorf("%s was stopped: %w", program, ctx.Err())
	case strings.Contains(errs, "ERROR") || err != nil:
		return "", fmt.Errorf("%w: GDAL says: %s", ErrUnreadable, complaint(errs, err, dir))
	default:
		return out, nil
	}
}

// confined runs a program and gives what it wrote.
func confined(ctx context.Context, dir string, o Options, isolated bool, command []string) (out, errs string, err error) {
	cmd := exec.CommandContext(ctx, "/bin/sh", append([]string{"-c", limited(o)}, command...)...)
	cmd.Dir = dir
	cmd.Env = []string{
		"PATH=" + os.Getenv("PATH"), "HOME=" + dir, "TMPDIR=" + dir, "LC_ALL=C.UTF-8", "OGR_SKIP=" + skipped,
		"SHAPE_RESTORE_SHX=YES", "CPL_VSIL_CURL_ALLOWED_EXTENSIONS=.none", "GDAL_HTTP_TIMEOUT=1", "OGR_GEOJSON_MAX_OBJ_SIZE=0",
	}
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	if isolated {
		isolate(cmd.SysProcAttr)
	}
	cmd.Cancel = func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }
	cmd.WaitDelay = 5 * time.Second
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	err = cmd.Run()
	return stdout.String(), stderr.String(), err
}

// isolate takes the network away: as root by a network namespace alone, else within a user namespace.
func isolate(a *syscall.SysProcAttr) {
	a.Cloneflags = syscall.CLONE_NEWNET
	if os.Geteuid() != 0 {
		a.Cloneflags |= syscall.CLONE_NEWUSER
		a.UidMappings = []syscall.SysProcIDMap{{ContainerID: os.Getuid(), HostID: os.Getuid(), Size: 1}}
		a.GidMappings = []syscall.SysProcIDMap{{ContainerID: os.Getgid(), HostID: os.Getgid(), Size: 1}}
	}
}

// complaint gives what is worth telling of a program's words: its errors before its warnings, without the temporary folder's name.
func complaint(errs string, err error, dir string) string {
	var told, rest []string
	for line := range strings.Lines(strings.ReplaceAll(errs, dir+"/", "")) {
		switch line = strings.TrimSpace(line); {
		case strings.HasPrefix(line, "ERROR"):
			told = append(told, line)
		case line != "":
			rest = append(rest, line)
		}
	}
	told = append(told, rest...)
	if len(told) == 0 {
		return err.Error()
	}
	return strings.Join(told[:min(3, len(told))], "; ")
}
