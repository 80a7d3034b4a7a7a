import type { Engine } from '../engine/engine.ts';
import { START } from '../engine/engine.ts';
import type { Shop } from '../shop/shop.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** What EventBridge starts. Intervals grow after the first hours, so that a quiet system takes few steps. */
export function startSchedules(engine: Engine, shop: Shop, until: number): void {
  schedule('republish-submissions', 15 * MINUTE, shop.checkout.republish);
  schedule('enqueue-due-deliveries', 5 * MINUTE, shop.notifications.enqueueDue);
  schedule('check-stock', 10 * HOUR, async () => void (await shop.inventory.check()));

  function schedule(name: string, interval: number, work: () => Promise<unknown>): void {
    const { time } = engine;
    const run = () => {
      void engine.invoke(name, { limitSeconds: 300, correlationId: name }, work).catch(() => {});
      const next = time.now() + slowedDown(interval, time.now() - START);
      if (next < until) time.at(next, run);
    };
    time.at(time.now() + interval, run);
  }
}

const slowedDown = (interval: number, elapsed: number): number =>
  elapsed < 2 * HOUR ? interval : Math.max(interval, 4 * HOUR);

/** Commands of sagas that arrive once more, long after the saga has ended. */
export function repeatOldCommands(engine: Engine, { workflows }: Shop): void {
  const { time, choices } = engine;
  for (const task of workflows.tasks.slice()) {
    const point = `${task.correlationId} ${task.stateName} long after`;
    if (!engine.faults.next(point, [['late', 0.05]])) continue;
    engine.note(`${point} (late)`);
    time.at(time.now() + choices.between(point, MINUTE, 3 * HOUR), () => void workflows.repeat(task));
  }
}
