'use client';

import { useEffect, useState } from 'react';

/** Says a sentence to screen readers: only text that arrives after its region is sure to be read out. */
export function Announce({ sentence }: { sentence: string }) {
  const [said, setSaid] = useState('');
  useEffect(() => setSaid(sentence), [sentence]);
  return (
    <p role="status" className="sr-only">
      {said}
    </p>
  );
}
