/** Shows that a line can be opened; stands in the summary of a `details` with the class `group`. */
export function DisclosureMark() {
  return (
    <svg
      viewBox="0 0 8 12"
      width="7"
      height="10"
      fill="none"
      aria-hidden="true"
      className="shrink-0 self-center text-muted transition-transform group-open:rotate-90"
    >
      <path
        d="m1.5 1.5 5 4.5-5 4.5"
        stroke="currentColor"
        strokeWidth="1.6"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
