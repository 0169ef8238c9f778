package judge

import "slices"

// Keyed describes an operation that is protected by a key, for the rules that all such operations
// share. The codes are HTTP statuses.
type Keyed struct {
	Effect   string // "charge"
	Created  int    // the answer to a success: 201
	Conflict int    // the answer while the first attempt is running: 409
	Refused  int    // the effect definitely did not happen: 402 or 422; 0: nobody refuses it
	Unknown  int    // the effect may have happened: 502
}

// Rules returns what every history of the operation must obey, most telling first.
func (k Keyed) Rules() []Rule {
	codes := []int{k.Created, k.Conflict, k.Refused, k.Unknown}
	rules := []Rule{
		NoFaults(),
		AtMostOnce(k.Effect),
		Asked(k.Effect),
		NoEarlySuccess(k.Effect),
		EveryoneAnswered(),
		WantedStatus(),
		SameAnswer(),
		DistinctAnswers(),
		ConflictOnlyInFlight(k.Conflict),
		RefusedOnlyWhenRefused(k.Refused),
		UnknownOnlyWhenUnknown(k.Unknown),
		UnknownSticks(k.Unknown),
		KnownStatus(slices.DeleteFunc(codes, func(c int) bool { return c == 0 })...),
		Due(),
	}
	if k.Refused == 0 {
		rules = slices.DeleteFunc(rules, func(r Rule) bool { return r.Name == RefusedOnlyWhenRefused(0).Name })
	}
	return rules
}
