"""Names the product in the bill of materials that uv makes, and the model it can fetch."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from workflow import __version__
from workflow.engines.setup.weights import local_weights


def main(file: Path) -> None:
    """Add to ``file`` what uv does not know: our version, and the local model's checksum."""
    bill = json.loads(file.read_text("utf-8"))
    product = bill["metadata"]["component"]
    product |= {
        "type": "application",
        "version": __version__,
        "purl": f"pkg:pypi/{product['name']}@{__version__}",
        "licenses": [{"license": {"id": "Apache-2.0"}}],
    }
    model = local_weights()
    bill["components"].append(
        {
            "type": "machine-learning-model",
            "bom-ref": model.file,
            "name": model.file,
            "description": model.title,
            "scope": "optional",
            "hashes": [{"alg": "SHA-256", "content": model.sha256}],
        }
    )
    file.write_text(json.dumps(bill, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
