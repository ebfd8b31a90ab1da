from pathlib import Path

import pytest

from tracker.config import ROOT, WrongSetting, read_settings

MAIL = {
    "SMTP_HOST": "mail.example",
    "MAIL_FROM": "tracker@example.org",
    "BASE_ADDRESS": "https://tracker.example/",
}


def test_proofs_are_kept_in_the_instance_folder_unless_told_elsewhere(tmp_path: Path) -> None:
    inside = read_settings({"INSTANCE_DIR": str(tmp_path)})
    told = read_settings({"INSTANCE_DIR": str(tmp_path), "EVIDENCE_DIR": str(tmp_path / "store")})
    assert (inside.evidence_dir, told.evidence_dir) == (tmp_path / "evidence", tmp_path / "store")


@pytest.mark.parametrize("folder", ["static", "static/proofs", "templates/../static/x"])
def test_proofs_are_never_kept_where_everybody_can_read(tmp_path: Path, folder: str) -> None:
    with pytest.raises(WrongSetting, match="EVIDENCE_DIR must not be under static/"):
        read_settings({"INSTANCE_DIR": str(tmp_path), "EVIDENCE_DIR": str(ROOT / folder)})


def test_no_e_mail_is_sent_unless_a_server_is_named(tmp_path: Path) -> None:
    assert read_settings({"INSTANCE_DIR": str(tmp_path), "MAIL_FROM": "a@example.org"}).mail is None


def test_a_mail_server_is_read_with_safe_defaults_and_a_hidden_password(tmp_path: Path) -> None:
    mail = read_settings({"INSTANCE_DIR": str(tmp_path), "SMTP_PASSWORD": "se cret", **MAIL}).mail
    assert mail is not None
    assert (mail.port, mail.is_starttls, mail.password) == (587, True, "se cret")
    assert mail.base_address == "https://tracker.example"
    assert "se cret" not in repr(mail)


@pytest.mark.parametrize(
    ("name", "value"),
    [("SMTP_PORT", "0"), ("SMTP_PORT", "65536"), ("SMTP_PORT", "٣"), ("SMTP_PORT", "-1"),
     ("MAIL_FROM", " "), ("BASE_ADDRESS", ""), ("BASE_ADDRESS", "javascript:x")],
)  # fmt: skip
def test_a_setting_that_does_not_hold_is_named(tmp_path: Path, name: str, value: str) -> None:
    with pytest.raises(WrongSetting, match=name):
        read_settings({"INSTANCE_DIR": str(tmp_path), **MAIL, name: value})
