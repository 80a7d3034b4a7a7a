import { useRouter } from '@tanstack/react-router';
import type { AnchorHTMLAttributes } from 'react';

/** A link to a page of the console whose address is only known as text. */
export function AppLink({
  href,
  onClick,
  ...more
}: AnchorHTMLAttributes<HTMLAnchorElement> & { readonly href: string }) {
  const router = useRouter();
  return (
    // oxlint-disable-next-line jsx-a11y/anchor-has-content -- the caller gives the content
    <a
      {...more}
      href={href}
      onClick={(event) => {
        onClick?.(event);
        if (event.defaultPrevented || event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0)
          return;
        event.preventDefault();
        router.history.push(href);
      }}
    />
  );
}
