/** A list of small integers that grows: it takes a fraction of the memory of an array. */
export function integerList() {
  let items = new Int32Array(1024);
  let length = 0;
  return {
    push(item: number): void {
      if (length === items.length) {
        const larger = new Int32Array(length * 2);
        larger.set(items);
        items = larger;
      }
      items[length++] = item;
    },
    at: (index: number): number => items[index]!,
    get length() {
      return length;
    },
  };
}
export type IntegerList = ReturnType<typeof integerList>;
