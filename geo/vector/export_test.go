package vector

// LimitsScript is the script that sets the limits.
var LimitsScript = limited
