import { Spotlight, type SpotlightActionData } from '@mantine/spotlight';
import { useNavigate } from '@tanstack/react-router';
import { areas } from './areas.ts';

/** Ctrl K: goes to an area. */
export function CommandPalette() {
  const navigate = useNavigate();
  const actions: SpotlightActionData[] = areas.map(({ path, title, description, icon: Icon }) => ({
    id: path,
    label: title,
    description,
    leftSection: <Icon size={18} stroke={1.6} aria-hidden />,
    onClick: () => void navigate({ to: path }),
  }));
  return (
    <Spotlight
      actions={actions}
      shortcut={['mod + K', '/']}
      highlightQuery
      nothingFound="No area matches."
      searchProps={{ placeholder: 'Go to …', 'aria-label': 'Search' }}
    />
  );
}
