import { Page } from '../../shell/page.tsx';

export function DataPage() {
  return <Page title="Data">{null}</Page>;
}
