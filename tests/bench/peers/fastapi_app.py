"""The stack that the specification names, as small as it can be: FastAPI, SQLAlchemy, jsonschema and Fernet."""

import json
import os
import sys
import uuid
from datetime import datetime, timezone

import uvicorn
from cryptography.fernet import Fernet
from fastapi import Depends, FastAPI, Header, HTTPException, Response
from jsonschema import Draft7Validator, FormatChecker
from pydantic import BaseModel
from sqlalchemy import JSON, Column, String, UniqueConstraint, create_engine, event
from sqlalchemy.orm import Session, declarative_base, load_only, sessionmaker

DIRECTORY, PORT, ENTRY_FILE = sys.argv[1:4]
TOKEN = os.environ["PEER_TOKEN"]
with open(ENTRY_FILE, encoding="utf-8") as file:
    ENTRY = json.load(file)

CONFIG = Draft7Validator(ENTRY["configSchema"], format_checker=FormatChecker())
AUTH = Draft7Validator(ENTRY["authSchema"], format_checker=FormatChecker())
FERNET = Fernet(Fernet.generate_key())
Base = declarative_base()


class Connector(Base):
    __tablename__ = "connectors"
    __table_args__ = (UniqueConstraint("tenant_id", "name"),)
    id = Column(String(36), primary_key=True)
    tenant_id = Column(String(64), nullable=False, index=True)
    catalog_key = Column(String(100), nullable=False)
    name = Column(String(255), nullable=False)
    status = Column(String(20), nullable=False)
    config = Column(JSON, nullable=False)
    auth = Column(JSON, nullable=False)
    tags = Column(JSON, nullable=False)
    created_at = Column(String(32), nullable=False)
    updated_at = Column(String(32), nullable=False)


class Change(BaseModel):
    config: dict
    tags: list[str]


class Draft(Change):
    name: str
    status: str = "inactive"
    auth: dict[str, str]


class Listed(BaseModel):
    id: str
    name: str
    status: str
    config: dict
    tags: list[str]
    created_at: str
    updated_at: str

    class Config:
        orm_mode = True


engine = create_engine(f"sqlite:///{DIRECTORY}/fastapi.db", connect_args={"check_same_thread": False})


@event.listens_for(engine, "connect")
def set_durability(connection, _record):
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")


Base.metadata.create_all(engine)
Sessions = sessionmaker(engine)
app = FastAPI()


def database():
    with Sessions() as session:
        yield session


def called_workspace(authorization: str = Header(), x_workspace_id: str = Header()):
    if authorization != f"Bearer {TOKEN}":
        raise HTTPException(401)
    return x_workspace_id


def check(validator, value):
    errors = {"/".join(map(str, error.path)): error.message for error in validator.iter_errors(value)}
    if errors:
        raise HTTPException(422, errors)


def row_of(draft: Draft, tenant_id: str):
    now = datetime.now(timezone.utc).isoformat()
    auth = {path: FERNET.encrypt(secret.encode()).decode() for path, secret in draft.auth.items()}
    return {
        **{"id": str(uuid.uuid4()), "tenant_id": tenant_id, "catalog_key": ENTRY["key"]},
        **{"name": draft.name, "status": draft.status, "config": draft.config, "auth": auth, "tags": draft.tags},
        **{"created_at": now, "updated_at": now},
    }


@app.post("/fill")
def fill(drafts: list[Draft], tenant_id=Depends(called_workspace), session: Session = Depends(database)):
    session.bulk_insert_mappings(Connector, [row_of(draft, tenant_id) for draft in drafts])
    session.commit()


@app.post("/connectors")
def install(draft: Draft, tenant_id=Depends(called_workspace), session: Session = Depends(database)):
    check(CONFIG, draft.config)
    check(AUTH, draft.auth)
    row = row_of(draft, tenant_id)
    session.add(Connector(**row))
    session.commit()
    return {"id": row["id"]}


@app.put("/connectors/{connector_id}")
def update(connector_id: str, change: Change, tenant_id=Depends(called_workspace), session: Session = Depends(database)):
    check(CONFIG, change.config)
    row = session.query(Connector).filter_by(id=connector_id, tenant_id=tenant_id).one()
    row.config = change.config
    row.tags = change.tags
    row.updated_at = datetime.now(timezone.utc).isoformat()
    session.commit()
    return {"id": row.id}


@app.get("/installed", response_model=list[Listed])
def installed(limit: int = -1, tenant_id=Depends(called_workspace), session: Session = Depends(database)):
    columns = (getattr(Connector, name) for name in Listed.__fields__)
    query = session.query(Connector).options(load_only(*columns)).filter_by(tenant_id=tenant_id)
    return query.order_by(Connector.name).limit(limit).all()


@app.get("/search")
def search(query: str, limit: int, tenant_id=Depends(called_workspace), session: Session = Depends(database)):
    text = Connector.name.concat(Connector.config).concat(Connector.tags)
    found = session.query(Connector.name).filter(Connector.tenant_id == tenant_id)
    for word in query.split():
        found = found.filter(text.like(f"%{word}%"))
    return [name for (name,) in found.limit(limit)]


@app.get("/publish-targets/export")
def export(tenant_id=Depends(called_workspace), session: Session = Depends(database)):
    rows = session.query(Connector.id, Connector.name).filter_by(tenant_id=tenant_id, status="active")
    targets = [
        {"id": row.id, "name": row.name, "catalog_key": ENTRY["key"], "capabilities": ENTRY["capabilities"]}
        for row in rows.order_by(Connector.name)
    ]
    return Response(json.dumps(targets), media_type="application/json")


uvicorn.run(app, host="127.0.0.1", port=int(PORT), log_level="warning")
