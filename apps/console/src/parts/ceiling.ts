/** The round number at which an axis ends that has to hold `most`: 1, 2 or 5 with zeros behind it. */
export function ceilingOf(most: number): number {
  const size = 10 ** Math.floor(Math.log10(Math.max(most, 1)));
  return size * ([1, 2, 5].find((step) => step * size >= most) ?? 10);
}
