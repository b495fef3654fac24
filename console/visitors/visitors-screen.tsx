export function VisitorsScreen() {
  return <div />;
}
