/** `checkout.session.completed`, which may break after a dot or an underscore. */
export function DottedName({ name }: { name: string }) {
  return (
    <>
      {name.split(/(?<=[._])/).map((part) => (
        <>
          {part}
          <wbr />
        </>
      ))}
    </>
  )
}
