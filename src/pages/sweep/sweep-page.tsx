export default function SweepPage() {
  return <main className="many" />;
}
