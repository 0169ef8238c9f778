package main

import (
	"encoding/xml"
	"strings"

	"example.com/idempotency/challenges"
	"example.com/idempotency/harness/judge"
)

// The elements of JUnit XML that CI systems read: a suite for each submission, a case for each promise.
type (
	junitSuites struct {
		XMLName xml.Name     `xml:"testsuites"`
		Suites  []junitSuite `xml:"testsuite"`
	}
	junitSuite struct {
		Name     string      `xml:"name,attr"`
		Tests    int         `xml:"tests,attr"`
		Failures int         `xml:"failures,attr"`
		Errors   int         `xml:"errors,attr"`
		Cases    []junitCase `xml:"testcase"`
	}
	junitCase struct {
		Class   string        `xml:"classname,attr"`
		Name    string        `xml:"name,attr"`
		Time    float64       `xml:"time,attr"` // seconds
		Failure *junitFailure `xml:"failure,omitempty"`
		Error   *junitFailure `xml:"error,omitempty"`
	}
	junitFailure struct {
		Message string `xml:"message,attr"`
		Text    string `xml:",chardata"`
	}
)

// junit tells grades in JUnit XML: what is broken is a failure, what could not be judged an error.
func junit(ch challenges.Challenge, grades []Grade) junitSuites {
	var out junitSuites
	for _, g := range grades {
		s := junitSuite{Name: g.Name}
		if len(g.Results) == 0 {
			s.Cases = append(s.Cases, junitCase{Class: ch.Name, Name: "judged", Error: &junitFailure{Message: g.Note}})
			s.Errors++
		}
		for _, x := range g.Results {
			c := junitCase{Class: ch.Name, Name: x.ID + " " + x.Name, Time: x.Elapsed.Seconds()}
			var text []string
			for _, v := range x.Violations {
				text = append(text, v.String())
			}
			f := &junitFailure{Message: x.Story, Text: strings.Join(append(text, x.Why), "\n")}
			switch x.Verdict {
			case judge.Broken:
				c.Failure = f
				s.Failures++
			case judge.Inconclusive:
				c.Error = f
				s.Errors++
			}
			s.Cases = append(s.Cases, c)
		}
		s.Tests = len(s.Cases)
		out.Suites = append(out.Suites, s)
	}
	return out
}
