import { Page } from '../../shell/page.tsx';

export function ExplorerPage() {
  return <Page title="API explorer">{null}</Page>;
}
