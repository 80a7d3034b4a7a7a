import { Page } from '../../shell/page.tsx';

export function AccessPage() {
  return <Page title="Access">{null}</Page>;
}
