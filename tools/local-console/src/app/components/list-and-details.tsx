import type { ReactNode } from 'react';
import classes from './list-and-details.module.css';

interface ListAndDetailsProps {
  /** Filters and a table that fills the rest of the height. */
  readonly list: ReactNode;
  readonly details: ReactNode;
}

/** A list at the left, and a panel about the selected row at the right. */
export function ListAndDetails({ list, details }: ListAndDetailsProps) {
  return (
    <div className={classes['columns']}>
      <div className={classes['list']}>{list}</div>
      {details}
    </div>
  );
}

/** The panel about the selected row. @param label what it is about, for screen readers: `Alarm` */
export function Details({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <section className={classes['details']} aria-label={label}>
      {children}
    </section>
  );
}
