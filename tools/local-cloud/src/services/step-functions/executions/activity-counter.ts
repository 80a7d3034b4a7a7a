/** Counts the state sequences that are doing work, so that the local cloud can wait until all are idle. */
export class ActivityCounter {
  #count = 0;

  get isIdle(): boolean {
    return this.#count === 0;
  }

  /** Counts as active until the work has ended. */
  readonly whileActive = async <T>(work: () => Promise<T>): Promise<T> => {
    this.#count += 1;
    try {
      return await work();
    } finally {
      this.#count -= 1;
    }
  };

  /** Counts as idle during a long wait inside active work. */
  readonly whileIdle = async <T>(wait: () => Promise<T>): Promise<T> => {
    this.#count -= 1;
    try {
      return await wait();
    } finally {
      this.#count += 1;
    }
  };
}
