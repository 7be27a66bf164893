/** The mark of the WhatsApp Flows connector: a message that leads on. Our own drawing, not Meta's logo. */
export function ConnectorMark({ size = 36 }: { size?: number }) {
  return (
    <svg viewBox="0 0 36 36" width={size} height={size} fill="none" className="shrink-0" aria-hidden="true">
      <rect width="36" height="36" rx="9" fill="var(--accent-soft)" />
      <path
        d="M9 12.5A3.5 3.5 0 0 1 12.5 9h11a3.5 3.5 0 0 1 3.5 3.5v7a3.5 3.5 0 0 1-3.5 3.5H17l-5 4.5V23a3.5 3.5 0 0 1-3-3.5z"
        stroke="var(--accent)"
        strokeWidth="2"
        strokeLinejoin="round"
      />
      <path
        d="M13.5 16h8m0 0-2.5-2.5m2.5 2.5L19 18.5"
        stroke="var(--accent)"
        strokeWidth="2"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
