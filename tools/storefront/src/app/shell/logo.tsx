/** A sail. */
export function Logo() {
  return (
    <svg viewBox="0 0 32 32" width={28} height={28} aria-hidden fill="none">
      <path
        d="M16 3v22M16 5c7 3 9 9 8 17H16M15 8C9 11 7 16 8 22h7M5 25c3 4 19 4 22 0z"
        stroke="var(--mantine-primary-color-filled)"
        strokeWidth={2.2}
        strokeLinejoin="round"
      />
    </svg>
  );
}
