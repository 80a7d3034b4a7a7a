/** Creates a clock that stops at a time and changes only by `advance(seconds)`. */
export function fixedClock(at = '2030-01-01T12:00:00.000Z') {
  let now = new Date(at);
  return Object.assign(() => new Date(now), {
    advance: (seconds: number) => {
      now = new Date(now.getTime() + seconds * 1000);
    },
  });
}
