import { Page } from '../../shell/page.tsx';

export function AlarmsPage() {
  return <Page title="Alarms and metrics">{null}</Page>;
}
