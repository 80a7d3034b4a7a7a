// Preloaded into each container process: ends it when the channel to the local cloud closes, also when that was
// killed. The channel alone must not keep a task alive that has nothing left to do.
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
process.channel?.unref();
