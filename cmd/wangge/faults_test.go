package main

import (
	"math/rand/v2"
	"os"
	"strconv"
	"syscall"
	"testing"
	"time"
)

// asProgram makes the test binary the program itself, which can then be killed.
const asProgram = "WANGGE_TEST_PROGRAM"

func TestMain(m *testing.M) {
	if os.Getenv(asProgram) != "" {
		main()
	}
	os.Exit(m.Run())
}

// rounds is how often each command is hit by each fault; 0 means once by any one of them. `make test-faults` asks for more.
func rounds() int {
	n, _ := strconv.Atoi(os.Getenv("WANGGE_TEST_FAULTS")) // 0 where it is not set
	return n
}

// commands are those that write, in the order in which a county begins; each starts from what the ones before it left.
var commands = []struct {
	name string
	args []string
	then [][]string // what is done after it, before the next one is tried
}{
	{"migrate", []string{"migrate"}, [][]string{{"import", "divisions", "--yes", "divisions.csv"}}},
	{"import", []string{"import", "grids", "--yes", "first.geojson"}, nil},
	{"code assign", []string{"code", "assign", "--commit"}, nil},
	{"publish", []string{"publish"}, [][]string{
		{"import", "grids", "--network", "police", "--field", "code=name", "--yes", "beats.geojson"}, {"import", "grids", "--yes", "merged.geojson"},
	}},
	{"accept", []string{"publish", "--crosswalk"}, [][]string{{"import", "grids", "--yes", "second.geojson"}, {"code", "assign", "--commit"}, {"publish"}}},
	{"revert", []string{"publish", "--revert", "1"}, [][]string{{"code", "scheme", "adopt", "city16"}}},
	{"number in another scheme", []string{"code", "assign", "--scheme", "city16", "--commit"}, nil},
	{"import codes", []string{"import", "codes", "--yes", "codes.csv"}, [][]string{{"code", "recode", "changes.csv", "--out", "plan.json"}}},
	{"recode", []string{"code", "recode", "--apply", "plan.json"}, nil},
}

// TestKilledMidwayACommandDoesAllOrNothing kills a command, its backend, the postmaster, or all of these, at any moment of
// its run. Afterwards the store is as before the command or as after it, and the command can be given again.
func TestKilledMidwayACommandDoesAllOrNothing(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	s.hurry(t)
	for _, c := range commands {
		a := s.rehearse(t, c.args)
		for name, fault := range faults {
			t.Run(c.name+" and "+name, func(t *testing.T) {
				for range max(1, rounds()) {
					s.tryFault(t, a, fault)
				}
			})
			if rounds() == 0 {
				break
			}
		}
		s.play(t, a, c.then)
	}
}

// act is a command with the state of the store before it and after it, and the time it takes.
type act struct {
	args          []string
	before, after string
	took          time.Duration
}

// rehearse runs a command undisturbed, and then goes back to where it began.
func (s *scene) rehearse(t *testing.T, args []string) act {
	t.Helper()
	a := act{args: args}
	s.attach(t)
	a.before = s.state(t)
	s.copyDatabase(t, "wangge", "before")
	s.leave(t)
	began := time.Now()
	s.mustRun(t, args...)
	a.took = time.Since(began)
	s.attach(t)
	a.after = s.state(t)
	s.copyDatabase(t, "before", "wangge")
	s.leave(t)
	return a
}

// play runs a command and what follows it.
func (s *scene) play(t *testing.T, a act, then [][]string) {
	t.Helper()
	for _, args := range append([][]string{a.args}, then...) {
		s.mustRun(t, args...)
	}
}

// tryFault lets a fault happen in a run of its own cluster, looks at what it left, and gives the command again.
func (s *scene) tryFault(t *testing.T, a act, fault func(*scene, int)) {
	t.Helper()
	moment := rand.N(a.took)
	s.hit(t, a.args, moment, fault)
	s.attach(t)
	defer s.leave(t)
	left := s.state(t)
	switch left {
	case a.before:
		s.mustRun(t, a.args...)
	case a.after:
		_, _ = s.run(t, a.args...) // refused, or without effect
	default:
		t.Errorf("hit after %v, it left\n%s\nwant\n%s\nor\n%s", moment, left, a.before, a.after)
	}
	t.Logf("hit after %v of %v, it had done all: %v", moment, a.took, left == a.after)
	if again := s.state(t); again != a.after {
		t.Errorf("given again, it left\n%s\nwant\n%s", again, a.after)
	}
	s.copyDatabase(t, "before", "wangge")
}

// faults are what may die while a command runs in a process of its own, which also runs the private cluster.
var faults = map[string]func(s *scene, command int){
	"the command":    func(_ *scene, command int) { kill(command) },
	"a backend":      func(s *scene, _ int) { kill(s.backends()...) },
	"the postmaster": func(s *scene, _ int) { kill(s.postmaster()) },
	"everything":     func(s *scene, command int) { kill(append(s.processes(), command)...) },
}

// kill ends processes; some may have ended by themselves this very moment.
func kill(pids ...int) {
	for _, pid := range pids {
		if pid > 0 {
			_ = syscall.Kill(pid, syscall.SIGKILL)
		}
	}
}
