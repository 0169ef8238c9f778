package challenges_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"example.com/idempotency/challenges"
)

// The register and the folders agree. What a challenge must have besides is tested where its
// solutions are (solutions/solutionstest).
func TestRegister(t *testing.T) {
	letters := map[string]string{}
	for i, c := range challenges.All {
		assert.Equal(t, i+1, c.Number, c.Name)
		assert.Empty(t, letters[c.Letter], "%s has the letter of another challenge", c.Name)
		assert.NotEqual(t, "X", c.Letter, "X is for scenarios that an interviewer adds")
		letters[c.Letter] = c.Name
		assert.NotEmpty(t, c.Title, c.Name)
		assert.NotEmpty(t, c.Pattern, c.Name)
		assert.Positive(t, c.Minutes, c.Name)
		if _, err := os.Stat(c.Name); os.IsNotExist(err) {
			continue // announced only
		}
		b, err := os.ReadFile(filepath.Join("..", "solutions", c.Name, c.Name+"_test.go"))
		require.NoError(t, err)
		assert.Contains(t, string(b), "solutionstest.Run(", "the solutions of %s are tested", c.Name)
	}
}

func TestFind(t *testing.T) {
	for _, name := range []string{"keys", "1"} {
		c, err := challenges.Find(name)
		require.NoError(t, err)
		assert.Equal(t, "keys", c.Name)
	}
	for _, name := range []string{"", "0", "10", "Keys", "-1", "1x"} {
		_, err := challenges.Find(name)
		assert.ErrorContains(t, err, "choose one of keys, expiry,", name)
	}
}
