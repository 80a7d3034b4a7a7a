/** Counts the lines of states that are at work, so that others can wait until all is quiet. */
export class BusyCount {
  #count = 0;

  get isZero(): boolean {
    return this.#count === 0;
  }

  /** Work that counts. */
  readonly busy = async <T>(work: () => Promise<T>): Promise<T> => {
    this.#count += 1;
    try {
      return await work();
    } finally {
      this.#count -= 1;
    }
  };

  /** A long wait inside of work that counts. */
  readonly resting = async <T>(wait: () => Promise<T>): Promise<T> => {
    this.#count -= 1;
    try {
      return await wait();
    } finally {
      this.#count += 1;
    }
  };
}
