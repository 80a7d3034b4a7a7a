/**
 * Values for the marks of an axis that begins at zero: multiples of 1, 2 or 5 times a power of ten (the steps of
 * "Nice numbers for graph labels", Graphics Gems, 1990).
 *
 * @param maximum  the greatest value to show
 * @param count    how many steps there should be at most
 * @returns values from zero; the last one is at least the maximum
 */
export function ticks(maximum: number, count = 5): number[] {
  if (!(maximum > 0) || !Number.isFinite(maximum)) return [0, 1];
  const rough = maximum / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((each) => each * count >= maximum) ?? rough;
  const steps = Math.ceil(maximum / step - 1e-9);
  return Array.from({ length: steps + 1 }, (_, index) => Number((index * step).toPrecision(12)));
}
