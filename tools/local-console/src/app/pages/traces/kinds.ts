import {
  IconApi,
  IconArrowsRight,
  IconBox,
  IconCloud,
  IconCode,
  IconGitBranch,
  IconMail,
  IconPoint,
  type Icon,
} from '@tabler/icons-react';
import type { SpanKind } from '../../../../../local-cloud/src/contract/activity.ts';

/** How each kind of span looks; its color is `--kind` of waterfall.module.css. */
export const kinds: Readonly<Record<SpanKind, { readonly label: string; readonly icon: Icon }>> = {
  request: { label: 'Request', icon: IconApi },
  invocation: { label: 'Function', icon: IconCode },
  call: { label: 'AWS call', icon: IconCloud },
  message: { label: 'Message', icon: IconMail },
  delivery: { label: 'Delivery', icon: IconArrowsRight },
  execution: { label: 'Workflow', icon: IconGitBranch },
  state: { label: 'State', icon: IconPoint },
  task: { label: 'Task', icon: IconBox },
};
