interface FileButtonProps {
  label: string;
  /** As the `accept` attribute has it. */
  accept: string;
  onFile: (file: File) => void;
  /** Takes the focus. */
  chooser?: { current: HTMLInputElement | null };
}

/** A button that asks for a file; the same one may be chosen again. */
export function FileButton({ label, accept, onFile, chooser }: FileButtonProps) {
  return (
    <label class="button file-button">
      {label}
      <input
        {...(chooser !== undefined && { ref: chooser })}
        type="file"
        class="unseen"
        accept={accept}
        onChange={({ currentTarget }) => {
          const [file] = currentTarget.files ?? [];
          if (file !== undefined) onFile(file);
          currentTarget.value = "";
        }}
      />
    </label>
  );
}
