interface Dependencies {
  readonly now: () => number;
  readonly pause: (milliseconds: number) => Promise<void>;
}

/** @returns a function that waits until more messages may be sent: at most `perSecond` in any second */
export function createPace(perSecond: number, { now, pause }: Dependencies) {
  let freeAt = now();
  return async (howMany: number): Promise<void> => {
    const wait = freeAt - now();
    if (wait > 0) await pause(wait);
    freeAt = Math.max(freeAt, now()) + (howMany * 1000) / perSecond;
  };
}
