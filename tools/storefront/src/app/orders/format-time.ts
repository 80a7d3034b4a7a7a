const format = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short' });

/** @returns an RFC 3339 time as people read it, in their time zone */
export const formatTime = (time: string): string => format.format(new Date(time));
