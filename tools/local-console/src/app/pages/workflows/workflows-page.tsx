import { Page } from '../../shell/page.tsx';

export function WorkflowsPage() {
  return <Page title="Workflows">{null}</Page>;
}
