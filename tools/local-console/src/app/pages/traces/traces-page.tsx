import { Page } from '../../shell/page.tsx';

export function TracesPage() {
  return <Page title="Traces">{null}</Page>;
}
