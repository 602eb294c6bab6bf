package tiles

import "context"

// Source gives tiles. No bytes and no error mean that there is nothing here.
type Source interface {
	Tile(ctx context.Context, c Coord) ([]byte, error)
}
