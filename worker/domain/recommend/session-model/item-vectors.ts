/** Items as points, near each other where sessions went from one to the other, also where none did so directly. */

export interface ItemVectors {
  /** Numbers of one vector. */
  readonly dimensions: number;
  /** By item, `dimensions` each: as part of what was looked at. */
  readonly context: Float32Array;
  /** By item, `dimensions` each: as what comes next. */
  readonly target: Float32Array;
}
