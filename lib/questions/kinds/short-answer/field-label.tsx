/** A label in which `code` between backticks is set as code. */
export function FieldLabel({ label }: { label: string }) {
  const pieces = label.split('`').map((text, index) => ({ text, isCode: index % 2 === 1, index }));
  return (
    <span>
      {pieces.map(({ text, isCode, index }) =>
        isCode ? <code key={index}>{text}</code> : <span key={index}>{text}</span>,
      )}
    </span>
  );
}
