/** The tabs of the page by their name in the URL. */
export const tabs = { alarms: 'Alarms', dashboards: 'Dashboards', 'log-events': 'Log events' } as const;

export type AlarmsTabName = keyof typeof tabs;

export const isTab = (value: unknown): value is AlarmsTabName =>
  typeof value === 'string' && Object.hasOwn(tabs, value);
