import { Text } from '@mantine/core';
import type { ImageChange } from './image-diff.ts';
import classes from './tables.module.css';

/** What differs between two images of an item, as a table. */
export function ImageDiff({ changes }: { readonly changes: readonly ImageChange[] }) {
  if (changes.length === 0) return <Text size="sm">Nothing differs.</Text>;
  return (
    <table className={classes['diff']!}>
      <thead>
        <tr>
          <th scope="col">Attribute</th>
          <th scope="col">Before</th>
          <th scope="col">After</th>
        </tr>
      </thead>
      <tbody>
        {changes.map(({ path, before, after }) => (
          <tr key={path}>
            <th scope="row" className={classes['path']!}>
              {path}
            </th>
            <td className={classes['before']!}>{before === undefined ? '' : JSON.stringify(before)}</td>
            <td className={classes['after']!}>{after === undefined ? '' : JSON.stringify(after)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
