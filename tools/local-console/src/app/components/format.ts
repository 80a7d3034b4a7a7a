/** `850 µs`, `12.3 ms`, `1.25 s`, `2 min 5 s` */
export function formatDuration(millis: number): string {
  if (millis < 0.9995) return `${Math.round(millis * 1000)} µs`;
  if (millis < 999.5) return `${Number(millis.toPrecision(3))} ms`;
  if (millis < 59_950) return `${Number((millis / 1000).toPrecision(3))} s`;
  const seconds = Math.round(millis / 1000);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

const sizes = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];

/** `512 B`, `1.5 KiB` */
export function formatBytes(bytes: number): string {
  const power = Math.min(sizes.length - 1, bytes < 1 ? 0 : Math.floor(Math.log2(bytes) / 10));
  return `${Number((bytes / 1024 ** power).toPrecision(3))} ${sizes[power]}`;
}

/** The local time with milliseconds: `14:03:27.412`. */
export function formatTime(at: number | string): string {
  const date = new Date(at);
  const pad = (value: number, width = 2) => String(value).padStart(width, '0');
  return `${pad(date.getHours())}:${pad(date.getMinutes())}:${pad(date.getSeconds())}.${pad(date.getMilliseconds(), 3)}`;
}

/** `now`, `12 s ago`, `5 min ago`, `3 h ago`, `2 d ago` */
export function formatAge(at: number | string, now: number = Date.now()): string {
  const seconds = Math.max(0, Math.round((now - new Date(at).getTime()) / 1000));
  if (seconds < 2) return 'now';
  if (seconds < 60) return `${seconds} s ago`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ago`;
  if (seconds < 86_400) return `${Math.floor(seconds / 3600)} h ago`;
  return `${Math.floor(seconds / 86_400)} d ago`;
}
