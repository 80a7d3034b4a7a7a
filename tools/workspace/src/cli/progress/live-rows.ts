import { DefaultRenderer, Listr, ListrDefaultRendererLogLevels, ListrLogger, ProcessOutput } from 'listr2';
import type { Colors } from '../colors.ts';
import { rowText, type RowText } from './row-text.ts';
import type { Rows } from './rows.ts';

interface Dependencies {
  readonly stream: NodeJS.WriteStream;
  readonly colors: Colors;
  readonly now?: () => number;
}

/** The caller decides that its stream is a terminal; listr2 would look at standard output. */
class LiveRenderer extends DefaultRenderer {
  static override nonTTY = true;
}

/** What a row uses of listr2's task. */
interface Task {
  title: string;
  skip(): void;
}

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
      renderer: LiveRenderer,
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
      for (const title of titles) await refresh(title);
      for (const row of rows.values()) row.settle('open');
      await finished;
      process.off('exit', showCursor);
    },
  };
}
