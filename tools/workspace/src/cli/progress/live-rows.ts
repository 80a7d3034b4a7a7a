import { DefaultRenderer, Listr, ListrDefaultRendererLogLevels, ListrLogger, ProcessOutput } from 'listr2';
import type { Colors } from '../colors.ts';
import { rowText, type RowText } from './row-text.ts';
import type { Rows } from './rows.ts';

interface Dependencies {
  readonly stream: NodeJS.WriteStream;
  readonly colors: Colors;
  readonly now?: () => number;
}

/** What a row uses of listr2's task. */
interface Task {
  title: string;
  skip(): void;
}

/** The title in the first text of a row. */
const titleIn = (shown = ''): string => /^.*?(?= {2})/.exec(shown)![0];

interface LiveRow {
  readonly text: RowText;
  readonly task: Promise<Task>;
  settle(outcome: 'completed' | 'failed' | 'open'): void;
}

const REFRESH_MS = 100;

/** Shows all rows at once and redraws them in place, by listr2. What others print meanwhile appears on `close`. */
export function liveRows(
  titles: readonly string[],
  { stream, colors, now = () => performance.now() }: Dependencies,
): Rows {
  const width = Math.max(...titles.map(({ length }) => length));
  const shown = (title: string, text: string | undefined) =>
    `${title.padEnd(width)}  ${text === undefined ? colors.dim('waiting') : colors.dim(text)}`;
  const rows = new Map<string, LiveRow>();

  class RowRenderer extends DefaultRenderer {
    /** The caller decides that its stream is a terminal; listr2 would look at standard output. */
    static override nonTTY = true;

    /** Only a row that runs spins; listr2 considers all rows as started. */
    protected override style(task: { readonly initialTitle?: string; isStarted(): boolean }): string {
      const isWaiting = task.isStarted() && !rows.get(titleIn(task.initialTitle))?.text.isRunning;
      return isWaiting ? colors.dim('◌') : super.style(task as never);
    }
  }

  const processOutput = new ProcessOutput(stream, process.stderr, { leaveEmptyLine: false });
  const list = new Listr(
    titles.map((title) => {
      const started = Promise.withResolvers<Task>();
      const ended = Promise.withResolvers<'completed' | 'failed' | 'open'>();
      rows.set(title, { text: rowText(now), task: started.promise, settle: ended.resolve });
      return {
        title: shown(title, undefined),
        async task(_context: unknown, task: Task) {
          started.resolve(task);
          const outcome = await ended.promise;
          if (outcome === 'failed') throw new Error(title);
          if (outcome === 'open') task.skip();
        },
      };
    }),
    {
      concurrent: true,
      exitOnError: false,
      registerSignalListeners: false,
      renderer: RowRenderer,
      rendererOptions: {
        formatOutput: 'truncate',
        showErrorMessage: false,
        showSkipMessage: false,
        suffixSkips: false,
        icon: { [ListrDefaultRendererLogLevels.SKIPPED_WITH_COLLAPSE]: '·' },
        logger: new ListrLogger<ListrDefaultRendererLogLevels>({ processOutput }),
      },
    },
  );
  const finished = list.run();
  const refresh = async (title: string) => {
    const row = rows.get(title);
    if (row !== undefined) (await row.task).title = shown(title, row.text.text());
  };
  const refreshing = setInterval(() => {
    for (const [title, { text }] of rows) if (text.isRunning) void refresh(title);
  }, REFRESH_MS);
  const settle = (title: string, outcome: 'completed' | 'failed') =>
    void refresh(title).then(() => rows.get(title)?.settle(outcome));
  // A process that ends in between must not leave the terminal without a cursor.
  const showCursor = () => void stream.write('\u001B[?25h');
  process.once('exit', showCursor);
  return {
    begin(title, activity) {
      rows.get(title)?.text.begin(activity);
      void refresh(title);
    },
    end(title, result) {
      rows.get(title)?.text.end(result);
      void refresh(title);
    },
    complete: (title) => settle(title, 'completed'),
    fail: (title) => settle(title, 'failed'),
    async close() {
      clearInterval(refreshing);
      for (const [title, { text, task }] of rows) {
        await refresh(title);
        // A row that never began says nothing after the end: listr2 leaves out a blank title.
        if (text.text() === undefined) (await task).title = ' ';
      }
      for (const row of rows.values()) row.settle('open');
      await finished;
      process.off('exit', showCursor);
    },
  };
}
