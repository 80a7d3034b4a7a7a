interface Dependencies {
  readonly now: () => number;
  readonly pause: (milliseconds: number) => Promise<void>;
}

/** @returns what waits until so many more may go, so that no more than `perSecond` go in any second */
export function createPace(perSecond: number, { now, pause }: Dependencies) {
  let freeAt = now();
  return async (howMany: number): Promise<void> => {
    const wait = freeAt - now();
    if (wait > 0) await pause(wait);
    freeAt = Math.max(freeAt, now()) + (howMany * 1000) / perSecond;
  };
}
