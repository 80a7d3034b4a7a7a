// Preloaded into each container process: ends the process when the IPC channel to the local cloud closes, even after a
// SIGKILL of the local cloud. The channel itself must not keep a finished task alive.
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
process.channel?.unref();
