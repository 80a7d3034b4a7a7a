/** The child process of `recording.ts`: a local cloud with or without recording that reports its URL and its heap. */
import { startLocalCloud } from '../../local-cloud/src/boot/local-cloud.ts';
import { workspaceRoot } from '../../workspace/src/layout/workspace-folders.ts';

const [stateFolder = '', recording = ''] = process.argv.slice(2);

const cloud = await startLocalCloud({
  workspaceFolder: workspaceRoot,
  apiPort: 0,
  cloudPort: 0,
  stateFolder,
  isRecording: recording === 'on',
});

process.on('message', (message) => {
  if (message === 'memory') void reportMemory();
  if (message === 'stop') void cloud.stop().then(() => process.exit(0));
});
process.send!({ apiUrl: cloud.apiUrl });

async function reportMemory(): Promise<void> {
  await cloud.settled(60_000);
  // Twice: finalizers of the first collection free further memory.
  for (let i = 0; i < 2; i += 1) globalThis.gc!();
  process.send!({
    heapBytes: process.memoryUsage().heapUsed,
    traces: cloud.activity.traces({ limit: 1_000 }).items.length,
  });
}
