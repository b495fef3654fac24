export function PrivacyScreen() {
  return <div />;
}
