import { Page } from '../../shell/page.tsx';

export function MessagesPage() {
  return <Page title="Messages">{null}</Page>;
}
