type CallAws = <Result>(service: string, operation: string, input: object) => Promise<Result>;

interface MoveTask {
  readonly Status?: string;
  readonly ApproximateNumberOfMessagesMoved?: number;
  readonly FailureReason?: string;
}

const POLL_MILLIS = 300;

/**
 * Waits until the latest move task of a dead-letter queue has ended.
 * @returns the number of moved messages
 * @throws Error if the task failed or was canceled
 */
export async function followMoveTask(
  SourceArn: string,
  callAws: CallAws,
  pause: (millis: number) => Promise<unknown> = (millis) =>
    new Promise((resolve) => setTimeout(resolve, millis)),
): Promise<number> {
  for (;;) {
    const { Results = [] } = await callAws<{ Results?: readonly MoveTask[] }>('sqs', 'ListMessageMoveTasks', {
      SourceArn,
    });
    const [{ Status, ApproximateNumberOfMessagesMoved = 0, FailureReason } = {}] = Results;
    if (Status === 'COMPLETED') return ApproximateNumberOfMessagesMoved;
    if (Status !== 'RUNNING' && Status !== 'CANCELLING')
      throw new Error(FailureReason ?? `The redrive ended as ${Status?.toLowerCase() ?? 'unknown'}.`);
    await pause(POLL_MILLIS);
  }
}
