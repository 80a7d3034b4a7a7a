/** A clock that stands still until it is told otherwise. */
export function fixedClock(at = '2030-01-01T12:00:00.000Z') {
  let now = new Date(at);
  return Object.assign(() => new Date(now), {
    advance: (seconds: number) => {
      now = new Date(now.getTime() + seconds * 1000);
    },
  });
}
