/**
 * Moves the clock of a thread. It is plain JavaScript, because the threads of functions use it too.
 * Timers are not moved: they measure how long something takes.
 */
const SystemDate = globalThis.Date;

/**
 * Replaces `Date` by one that is some milliseconds ahead.
 * @param {number} offsetMillis 0 restores the clock of the system
 */
export function setClockOffset(offsetMillis) {
  if (offsetMillis === 0) {
    globalThis.Date = SystemDate;
    return;
  }
  const now = () => SystemDate.now() + offsetMillis;
  globalThis.Date = new Proxy(SystemDate, {
    construct: (target, values, newTarget) =>
      Reflect.construct(target, values.length === 0 ? [now()] : values, newTarget),
    apply: (target) => new target(now()).toString(),
    get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
  });
}
