import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A copy of the workspace that the test can edit and break. */
export interface WorkspaceCopy {
  readonly root: string;
  /** Replaces the only occurrence of `from`. Throws when there is none or more than one: update the test then. */
  edit(file: string, from: string, to: string): void;
  /** Writes a file. */
  write(file: string, content: string): void;
  read(file: string): string;
  removeFolder(folder: string): void;
  /** Commits the edits, for `nx affected` to compare with. */
  commit(subject: string): void;
  remove(): void;
}

/** Copies tracked and new files; the installed packages are shared. */
export function copyWorkspace(original: string): WorkspaceCopy {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'tradewind-deployment-test-')));
  for (const file of git(original, 'ls-files', '-z', '--cached', '--others', '--exclude-standard').split(
    '\0',
  )) {
    // A file that is deleted and not yet committed is still listed.
    if (file === '' || !existsSync(join(original, file))) continue;
    mkdirSync(dirname(join(root, file)), { recursive: true });
    cpSync(join(original, file), join(root, file));
  }
  symlinkSync(join(original, 'node_modules'), join(root, 'node_modules'));
  git(root, 'init', '--quiet', '--initial-branch=main');
  const commit = (subject: string) => {
    git(root, 'add', '--all');
    git(root, ...author, 'commit', '--quiet', '--no-verify', '--allow-empty', '-m', subject);
  };
  commit('the current workspace');
  return {
    root,
    edit(file, from, to) {
      const text = readFileSync(join(root, file), 'utf8');
      const parts = text.split(from);
      if (parts.length !== 2)
        throw new Error(
          `${file} contains "${from}" ${parts.length - 1} times, not once: update the edit of the test.`,
        );
      writeFileSync(join(root, file), parts.join(to));
    },
    write: (file, content) => writeFileSync(join(root, file), content),
    read: (file) => readFileSync(join(root, file), 'utf8'),
    removeFolder: (folder) => rmSync(join(root, folder), { recursive: true }),
    commit,
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

const author = ['-c', 'user.name=test', '-c', 'user.email=test@localhost', '-c', 'commit.gpgsign=false'];

function git(cwd: string, ...args: string[]): string {
  const { status, stdout, stderr } = spawnSync('git', args, {
    cwd,
    encoding: 'utf8',
    maxBuffer: 64 * 2 ** 20,
  });
  if (status !== 0) throw new Error(`git ${args.join(' ')}: ${stderr}`);
  return stdout;
}
