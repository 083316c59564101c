import { Migration } from '@mikro-orm/migrations';

/**
 * Where the tables stand: one plan per area, on a grid of 25 cm. x and y are of the centre, so that a table turns
 * where it stands; half a step, because the edges lie on the grid.
 */
export class Migration0019FloorPlan extends Migration {
  override up(): void {
    this.addSql(`
      ALTER TABLE areas
        ADD plan_width smallint CHECK (plan_width BETWEEN 8 AND 120),
        ADD plan_height smallint CHECK (plan_height BETWEEN 8 AND 120),
        ADD fixtures jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(fixtures) = 'array'),
        ADD CONSTRAINT areas_plan_whole CHECK ((plan_width IS NULL) = (plan_height IS NULL)),
        ADD CONSTRAINT areas_fixtures_on_plan CHECK (plan_width IS NOT NULL OR fixtures = '[]')`);

    // All or nothing: half a place cannot be drawn.
    this.addSql(`
      ALTER TABLE tables
        ADD shape text CHECK (shape IN ('round', 'square', 'rectangle')),
        ADD x real CHECK (x BETWEEN 0 AND 120 AND x * 2 = floor(x * 2)),
        ADD y real CHECK (y BETWEEN 0 AND 120 AND y * 2 = floor(y * 2)),
        ADD width smallint CHECK (width BETWEEN 2 AND 40),
        ADD height smallint CHECK (height BETWEEN 2 AND 40),
        ADD turn smallint CHECK (turn BETWEEN 0 AND 345 AND turn % 15 = 0),
        ADD CONSTRAINT tables_place_whole CHECK (num_nulls(shape, x, y, width, height, turn) IN (0, 6)),
        ADD CONSTRAINT tables_equal_sides CHECK (shape = 'rectangle' OR width = height)`);
  }
}
